type Child = Node | string | undefined | false;

export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void);
}

/** An element; texts are texts and never markup. Functions are listeners, `true` an empty attribute. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== undefined && child !== false),
  );
  return element;
}

export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el('button', { type: 'button', click: act, ...attributes }, label);
}

/** Keeps an element's children what they are to be without touching those that are. */
export function replace(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(
    ...children.filter((child): child is Node | string => child !== undefined && child !== false),
  );
}

/**
 * Remembers what of an element has the focus. To be called when its parts were made anew: what is called
 * the same gets the focus then.
 */
export function keepFocus(element: HTMLElement): () => void {
  const nameOf = (one: Element): string => one.getAttribute('aria-label') ?? one.textContent;
  const focused = document.activeElement;
  const name = focused && element.contains(focused) ? nameOf(focused) : undefined;
  return () => {
    if (name === undefined || element.contains(document.activeElement)) return;
    const parts = [...element.querySelectorAll<HTMLElement>('button, input, [tabindex]')];
    parts.find((one) => nameOf(one) === name)?.focus();
  };
}
