import { DIGITS, type Measure, matching } from './value-class.ts';

/** Numbers the kernel gives interfaces: `12: eth0@if13: <…`, and a queue's length beside them. */
export const interfaceIndex: Measure = {
  kind: 'measure',
  name: 'interface number',
  starts: `${DIGITS}i`,
  end(text, from) {
    if (text.charCodeAt(from) === 0x69) return text.charAt(from - 1) === '@' ? peer(text, from) : -1;
    if (text.startsWith('qlen ', from - 5)) return number(text, from);
    return from === 0 || text.charAt(from - 1) === '\n' || text.charAt(from - 1) === ' '
      ? leading(text, from)
      : -1;
  },
};

const peer = matching(/if\d{1,6}(?!\w)/y);
const number = matching(/\d{1,6}(?!\w)/y);
const leading = matching(/\d{1,6}(?=: [\w.@-]{1,40}: <)/y);
