import type { Piece } from '../training/marks.ts';
import type { Typed } from '../update/compose-document.ts';

/** More of an output is no part of a document, in bytes. */
const MOST = 1 << 18;

/**
 * What a shell of the learner's kind tells of as it is typed into. Lines that begin with `#` are
 * headings; the shell itself does nothing with them, so its settings tell of them by `lab heading`.
 */
export class ShellRecorder {
  readonly typed: Typed[] = [];
  #script: string | undefined;
  #output: Buffer[] = [];
  #length = 0;

  piece(piece: Piece): void {
    if (piece.kind === 'began') {
      this.#script = piece.script;
      this.#output = [];
      this.#length = 0;
    } else if (piece.kind === 'ended') {
      // An empty line ends without having begun.
      if (this.#script !== undefined && this.#script.trim() !== '')
        this.typed.push({
          kind: 'command',
          script: this.#script,
          output: Buffer.concat(this.#output).toString(),
          status: piece.status,
        });
      this.#script = undefined;
    } else if (piece.kind === 'lab') {
      const [what, text = ''] = piece.words;
      if (what === 'heading' && text !== '') this.typed.push({ kind: 'heading', text });
    } else if (this.#script !== undefined && this.#length < MOST) {
      this.#output.push(piece.data);
      this.#length += piece.data.length;
    }
  }
}

/** Has a bash tell of the comment that was typed last, which begins no command. */
export const TELL_HEADINGS = `
__labproof_heading() {
  local entry number line
  entry=$(builtin history 1)
  read -r number line <<<"$entry"
  if [ "$number" != "\${__labproof_last-}" ]; then
    __labproof_last=$number
    case $line in '#'*) line=\${line##\\#}; lab heading "\${line#"\${line%%[!# ]*}"}" ;; esac
  fi
}
PROMPT_COMMAND="$PROMPT_COMMAND;__labproof_heading"
unalias -a
`;
