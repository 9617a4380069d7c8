/** Of a window's corners, in px. */
export const RADIUS = 8;
/** How much of the letters' colour the line around a window has. */
export const EDGE = 0.2;
/** What the title leaves free at each side, for the buttons, in px. */
export const TITLE_INSET = 66;
