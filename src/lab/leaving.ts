/** How prose has the reader leave the interactive session they are in; undefined when it does not. */
export function leavingIn(text: string): 'exit' | 'detach' | undefined {
  // `What happens if you type exit?` asks, it does not tell.
  const told = text.includes('?')
    ? sentencesOf(text)
        .filter((one) => !one.endsWith('?'))
        .join(' ')
    : text;
  if (DETACH.test(told)) return 'detach';
  return EXIT.test(told) ? 'exit' : undefined;
}

const DETACH =
  /\bde?t?tach(?:ing)? from\b|\bto detach\b|ctrl[ +-]*p\b.{0,24}\bctrl[ +-]*q\b|\bctrl[ +-]*p[ +-]*q\b|\^P.{0,4}\^Q/i;

const EXIT =
  /\bctrl[ +-]*d\b|\b(?:type|typing|enter|run|use|using|issue|giving|with|via) (?:the |an )?["'“]?exit\b|\b(?:exit|exit out of|exit from|get out of|leave|quit|log ?out of) (?:the |this |that |your |our )?(?:interactive |running |docker |bash )?(?:container|shell|session|terminal)\b|^(?:now |then )?exit\b/i;

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?:;])\s/);
}
