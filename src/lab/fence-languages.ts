/** Fences that say that a shell's commands are in them. */
export const SHELL_LANGUAGES = new Set(
  'bash sh shell zsh ksh dash ash console terminal shell-session shellsession sh-session bash-session commandline command-line cli'.split(
    ' ',
  ),
);
/** Fences that say that they hold what is printed. */
export const OUTPUT_LANGUAGES =
  /^(?:outputs?|stdout|stderr|results?|(?:console|shell|terminal|command|sample|expected)-?outputs?)$/;
/** Fences of text, which may be a transcript, an output, or anything. */
export const TEXT_LANGUAGES = /^(?:plain(?:text)?|te?xt|logs?|none)$/;
