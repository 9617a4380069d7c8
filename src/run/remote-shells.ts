import type { Plan } from '../plan/plan.ts';
import type { LabContext } from './context.ts';

/** The number of the shell that what others send is started from; those of the document count from 0. */
const SHELL = -1;
const STARTING = 20_000;

/**
 * Has the machines of a lab reach each other by `ssh` and `scp`, where a command of the lab does so in its own way:
 * what is sent runs in the lab's folder of the other machine, as by one who works there, without keys
 * or passwords. It takes perl on the machines; where there is none, or for any other host, it is the machine's own ssh.
 */
export async function serveRemoteShells(plan: Plan, contexts: readonly LabContext[]): Promise<void> {
  if (!plan.commands.some(({ command }) => /\b(?:ssh|scp)\b/.test(command.script))) return;
  await Promise.all(
    contexts.map(async ({ shells }) => {
      const shell = await shells.host(SHELL);
      await shell.run(START, { timeoutMs: STARTING, terminal: 'none' });
    }),
  );
}

/** Beside ssh's own, which a lab may give to a container. */
const PORT = 3022;

/**
 * Both sides of a connection: frames of a letter, a length and so much data. The client sends the command first
 * (c) and then its input (i, and e at its end); the server sends output (o), errors (r) and the exit status (x).
 */
const REMOTE = `#!/usr/bin/perl
use strict; use IO::Socket::INET; use POSIX ":sys_wait_h";
sub frame { my ($to, $kind, $data) = @_; my $all = $kind . pack("N", length $data) . $data;
  while (length $all) { my $sent = syswrite($to, $all); defined $sent or return; substr($all, 0, $sent) = ""; } 1 }
sub frames { my ($buffer, $each) = @_;
  while (length $$buffer >= 5) { my $length = unpack("N", substr($$buffer, 1, 4)); last if length $$buffer < 5 + $length;
    my ($kind, $data) = (substr($$buffer, 0, 1), substr($$buffer, 5, $length)); substr($$buffer, 0, 5 + $length) = ""; $each->($kind, $data); } }
sub bits { my $bits = ""; vec($bits, fileno $_, 1) = 1 for @_; $bits }
sub in { my ($bits, $file) = @_; vec($bits, fileno $file, 1) }

sub serve {
  my $listener = IO::Socket::INET->new(Listen => 20, LocalPort => ${PORT}, ReuseAddr => 1) or exit 1;
  $SIG{CHLD} = "IGNORE"; $SIG{PIPE} = "IGNORE";
  while (1) { my $client = $listener->accept or next; fork or do { close $listener; $SIG{CHLD} = "DEFAULT"; answer($client); exit } }
}
sub answer {
  my ($client) = @_; my ($buffer, $pid, $input, %out) = ("");
  my $begin = sub { my ($command) = @_;
    pipe(my $in, $input); pipe(my $out, my $toOut); pipe(my $errors, my $toErrors);
    $pid = fork; if (!$pid) { open(STDIN, "<&", $in); open(STDOUT, ">&", $toOut); open(STDERR, ">&", $toErrors);
      close $_ for $client, $input, $out, $errors; setpgrp; $SIG{PIPE} = "DEFAULT"; exec "bash", length $command ? ("-c", $command) : (); exit 127 }
    close $_ for $in, $toOut, $toErrors; %out = (o => $out, r => $errors); };
  my $open = 1;
  while ($open || !$pid || %out) {
    select(my $ready = bits(($open ? $client : ()), values %out), undef, undef, undef);
    for my $kind (keys %out) { next unless in($ready, $out{$kind}); my $read = sysread($out{$kind}, my $data, 65536);
      if ($read) { frame($client, $kind, $data) } else { delete $out{$kind} } }
    if ($open && in($ready, $client)) {
      if (sysread($client, $buffer, 65536, length $buffer)) {
        frames(\\$buffer, sub { my ($kind, $data) = @_;
          $begin->($data) if $kind eq "c"; close $input if $kind eq "e";
          if ($kind eq "i") { while (length $data) { my $written = syswrite($input, $data); defined $written or last; substr($data, 0, $written) = "" } } }) }
      else { $open = 0; kill "HUP", -$pid if $pid; last } }
    last if $pid && !%out;
  }
  waitpid($pid, 0); frame($client, "x", ($? & 127) ? 128 + ($? & 127) : $? >> 8);
}
sub ask {
  my ($host, $command) = @_; my ($buffer, $status, $open) = ("", 255, 1);
  my $server = IO::Socket::INET->new(PeerAddr => $host, PeerPort => ${PORT}, Timeout => 10) or return;
  frame($server, "c", $command);
  while (1) {
    select(my $ready = bits($server, $open ? *STDIN : ()), undef, undef, undef);
    if ($open && in($ready, *STDIN)) { my $read = sysread(STDIN, my $data, 65536);
      if ($read) { frame($server, "i", $data) } else { $open = 0; frame($server, "e", "") } }
    next unless in($ready, $server);
    sysread($server, $buffer, 65536, length $buffer) or exit 255;
    frames(\\$buffer, sub { my ($kind, $data) = @_;
      syswrite(STDOUT, $data) if $kind eq "o"; syswrite(STDERR, $data) if $kind eq "r"; exit $data if $kind eq "x" });
  }
}
if ($ARGV[0] eq "--serve") { serve() }
my @words = @ARGV; my $null;
while (@words && $words[0] =~ /^-/) { my $word = shift @words; last if $word eq "--"; $null = 1 if $word =~ /^-[A-Za-z]*n/;
  shift @words if $word =~ /^-[A-Za-z]*[BbcDEeFIiJLlmOopQRSWw]$/ }
my $host = shift @words; $host = "" unless defined $host; $host =~ s{^ssh://}{}; $host =~ s/.*@//; $host =~ s/:\\d+$//;
shift @words if @words && $words[0] eq "--";
open(STDIN, "<", "/dev/null") if $null;
ask($host, join(" ", @words)) if length $host;
for my $folder (qw(/usr/bin /bin)) { exec "$folder/ssh", @ARGV if -x "$folder/ssh" }
print STDERR "ssh: connect to host $host port 22: Connection refused\\n"; exit 255;
`;

/** scp(1), with what stands before it as its means: a tar from one side to the other. */
const COPY = `#!/bin/bash
set -o pipefail
words=()
while [ $# -gt 0 ]; do
  case $1 in -[A-Za-z]*[cDFiJloPSX]) shift ;; -*) ;; *) words+=("$1") ;; esac
  shift
done
[ \${#words[@]} -ge 2 ] || { echo 'usage: scp [-r] source ... target' >&2; exit 1; }
target=\${words[-1]}; unset 'words[-1]'
take='case $1 in "") to=. ;; "~") to=$HOME ;; "~/"*) to=$HOME/\${1#??} ;; *) to=$1 ;; esac
if [ -d "$to" ]; then exec tar -xf - -C "$to"; fi
new=$(mktemp -d) && tar -xf - -C "$new" && mv -f "$new/$2" "$to"; status=$?; rmdir "$new" 2>/dev/null
exit $status'
give='case $1 in "~/"*) from=$HOME/\${1#??} ;; *) from=$1 ;; esac
[ -e "$from" ] || { echo "scp: $1: No such file or directory" >&2; exit 1; }
exec tar -C "$(dirname -- "$from")" -cf - "$(basename -- "$from")"'
# Where the first word is, runs the script that follows it with the others.
at() {
  local place=$1 script=$2; shift 2
  if [[ $place = *:* && \${place%%:*} != */* ]]; then
    ssh "\${place%%:*}" bash -c "$(printf '%q ' "$script" copy "\${place#*:}" "$@")"
  else bash -c "$script" copy "$place" "$@"; fi
}
status=0
for source in "\${words[@]}"; do
  name=$(basename -- "\${source#*:}")
  at "$source" "$give" </dev/null | at "$target" "$take" "$name" || status=1
done
exit $status
`;

const START = `if perl -MIO::Socket::INET -e 1 2>/dev/null; then
mkdir -p /run/labproof /usr/local/bin
cat >/run/labproof/ssh <<'LABPROOF'
${REMOTE}LABPROOF
cat >/run/labproof/scp <<'LABPROOF'
${COPY}LABPROOF
chmod 755 /run/labproof/ssh /run/labproof/scp
ln -sf /run/labproof/ssh /run/labproof/scp /usr/local/bin/
setsid perl /run/labproof/ssh --serve </dev/null >/dev/null 2>&1 &
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do (: </dev/tcp/127.0.0.1/${PORT}) 2>/dev/null && break; sleep 0.1; done
fi`;
