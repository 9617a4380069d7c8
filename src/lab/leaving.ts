/** How prose has the reader leave the interactive session they are in; undefined when it does not. */
export function leavingIn(text: string): 'exit' | 'detach' | undefined {
  // Few texts have any of this, and what follows takes long.
  if (!/ctrl|tach|\^p|exit|get out|leave|quit|log ?out/i.test(text)) return undefined;
  // `What happens if you type exit?` asks, it does not tell.
  const told = text.includes('?')
    ? sentencesOf(text)
        .filter((one) => !one.endsWith('?'))
        .join(' ')
    : text;
  if (DETACH.test(told)) return 'detach';
  return EXIT.test(told) ? 'exit' : undefined;
}

/**
 * Whether prose has the reader press Ctrl-C now. What may be done later, or while another terminal is
 * used, is none of it.
 */
export function interruptsIn(text: string): boolean {
  if (!/ctrl|control|\^C/i.test(text) || namesOther(text)) return false;
  return sentencesOf(text).some((one) => INTERRUPT.test(one) && !LATER.test(one));
}

const INTERRUPT = /\b(?:ctrl|control)[ +-]*c\b|(?<![\w^])\^C\b/i;
const LATER =
  /\?$|\b(?:later|when(?:ever)? you(?:'re| are| have| want|'ve)|once you(?:'re| are| have)|at any (?:time|point)|until you|do not|don't|if you|without)\b/i;
const namesOther = (text: string): boolean => TERMINAL.test(text) && OTHER_TERMINAL.test(text);
const TERMINAL = /terminal|window|tab|shell|console|session/i;
const OTHER_TERMINAL =
  /\b(?:another|new|second|separate|different|other) (?:[\w-]+ ){0,2}(?:terminal|window|tab|shell|console|session)\b/i;

const DETACH =
  /\bde?t?tach(?:ing)? from\b|\bto detach\b|ctrl[ +-]*p\b.{0,24}\bctrl[ +-]*q\b|\bctrl[ +-]*p[ +-]*q\b|\^P.{0,4}\^Q/i;

const EXIT =
  /\bctrl[ +-]*d\b|\b(?:type|typing|enter|run|use|using|issue|giving|with|via) (?:the |an )?["'“]?exit\b|\b(?:exit|exit out of|exit from|get out of|leave|quit|log ?out of) (?:the |this |that |your |our )?(?:interactive |running |docker |bash )?(?:container|shell|session|terminal)\b|^(?:now |then )?exit\b/i;

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?:;])\s/);
}

/**
 * Whether a line of an output shows that a container was left: its keys, or what docker's client says when
 * it has read them. Source: the EscapeError of moby/term.
 */
export const showsDetaching = (text: string): boolean =>
  /\^P\^Q|^\s*(?:Error: )?read escape sequence/i.test(text);
