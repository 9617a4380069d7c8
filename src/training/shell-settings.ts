import { dirname } from 'node:path';
import { quote } from '../command/quote.ts';
import { OSC } from './marks.ts';

export interface ShellSettings {
  /** Known to the shell alone, so that no program can speak in its name. */
  readonly secret: string;
  /** The learner's own start-up file, '' where the shell is not theirs. */
  readonly own: string;
  /** Where the history of the lab's commands is kept. */
  readonly history: string;
  /** What is done first, such as going to a folder. */
  readonly state: string;
  readonly title: string;
  /** What a document may call otherwise than this machine; undefined where no document is followed. */
  readonly spellings: Spellings | undefined;
}

export interface Spellings {
  /** How compose is spelled here; undefined where no command of the lab uses it, or there is none. */
  readonly compose: string | undefined;
}

const HELP = 'lab';
const FOLDER = `__labproof_folder() { builtin printf %s "$PWD" | base64 | tr -d '\\n'; }`;

/**
 * What bash reads first: the learner's own settings, then what makes it tell of commands. PS0 is
 * expanded when a command was read and before it runs (bash 4.4).
 */
export function bashSettings({ secret, own, history, state, title, spellings }: ShellSettings): string {
  return `${own === '' ? plainBash(title) : `${atHome(own)}. ${quote(own)}; }; HOME=$__labproof_home; unset __labproof_home`}
HISTFILE=${quote(history)}
HISTCONTROL=
HISTTIMEFORMAT=
shopt -s cmdhist lithist histappend checkwinsize
set -o history
__labproof_tell() { builtin printf '\\033]${OSC};${secret};%s;%s\\007' "$1" "$2"; }
${FOLDER}
__labproof_began() { local line; line=$(HISTTIMEFORMAT= builtin history 1); builtin printf %s "\${line#*[0-9]  }" | base64 | tr -d '\\n'; }
__labproof_ended() { local status=$?; __labproof_tell ended "$status;$(__labproof_folder)"; return "$status"; }
${HELP}() { __labproof_tell lab "$(builtin printf '%s\\n' "$@" | base64 | tr -d '\\n')"; }
PS0='$(__labproof_tell began "$(__labproof_began)")'
PROMPT_COMMAND="__labproof_ended\${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
${understood(spellings)}
${state}
`;
}

/** Settings name further files by the home that they stand in; the lab's home is another. */
const atHome = (own: string): string =>
  `__labproof_home=$HOME HOME=${quote(dirname(own))}; [ ! -r ${quote(own)} ] || { `;

const plainBash = (title: string): string => `shopt -s checkwinsize
for file in /usr/share/bash-completion/bash_completion /etc/bash_completion; do [ ! -r $file ] || { . $file; break; }; done
alias ls='ls --color=auto' grep='grep --color=auto'
PS1='\\[\\e[1;36m\\]'${quote(title)}'\\[\\e[0m\\] \\w \\$ '`;

/** The same for zsh, which has hooks for both moments (zshmisc(1), hook functions). */
export function zshSettings({ secret, own, history, state, title, spellings }: ShellSettings): string {
  return `${own === '' ? `autoload -Uz compinit && compinit -u\nPROMPT=${quote(`%B%F{cyan}${title}%f%b %~ %# `)}` : `ZDOTDIR=${quote(own.replace(/\/\.zshrc$/, ''))}\n${atHome(own)}. ${quote(own)}; }; HOME=$__labproof_home; unset __labproof_home`}
HISTFILE=${quote(history)}
HISTSIZE=10000 SAVEHIST=10000
setopt INC_APPEND_HISTORY
__labproof_tell() { builtin printf '\\033]${OSC};${secret};%s;%s\\007' "$1" "$2" }
${FOLDER}
__labproof_began() { __labproof_tell began "$(builtin printf %s "$1" | base64 | tr -d '\\n')" }
__labproof_ended() { __labproof_tell ended "$?;$(__labproof_folder)" }
${HELP}() { __labproof_tell lab "$(builtin printf '%s\\n' "$@" | base64 | tr -d '\\n')" }
preexec_functions+=(__labproof_began)
precmd_functions=(__labproof_ended $precmd_functions)
${understood(spellings)}
${state}
`;
}

/**
 * Words of documents that may be missing here though what they mean is not, for bash and zsh: `sudo`
 * where the engine is reached without it, and the other spelling of compose. A run puts them right itself.
 */
function understood(spellings: Spellings | undefined): string {
  if (!spellings) return '';
  const { compose } = spellings;
  const sudo = `type sudo >/dev/null 2>&1 || sudo() { while [[ "$1" == -[EHnSk]* ]]; do shift; done; if [[ "$1" == *=* ]]; then env "$@"; else "$@"; fi; }`;
  if (compose === 'docker compose')
    return `${sudo}\ntype docker-compose >/dev/null 2>&1 || docker-compose() { command docker compose "$@"; }`;
  if (compose === undefined) return sudo;
  return `${sudo}\ndocker() { if [[ "$1" == compose ]]; then shift; ${compose} "$@"; else command docker "$@"; fi; }`;
}
