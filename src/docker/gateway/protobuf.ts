/*
 * As much of the wire format of protocol buffers as editing string fields of a message needs:
 * https://protobuf.dev/programming-guides/encoding/
 */

export interface Field {
  readonly number: number;
  /** The whole field, its tag included. */
  readonly bytes: Buffer;
  /** Of a length-delimited field: strings, messages, entries of maps. */
  readonly payload: Buffer | undefined;
}

/** Undefined when the bytes are not a message. */
export function fieldsOf(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    if (tag === undefined) return undefined;
    const wireType = tag.value & 7;
    let end = tag.end;
    let payload: Buffer | undefined;
    if (wireType === 0) end = varint(message, end)?.end ?? message.length + 1;
    else if (wireType === 1) end += 8;
    else if (wireType === 5) end += 4;
    else if (wireType === 2) {
      const length = varint(message, end);
      if (length === undefined) return undefined;
      end = length.end + length.value;
      payload = message.subarray(length.end, end);
    } else return undefined;
    if (end > message.length) return undefined;
    fields.push({ number: tag.value >>> 3, bytes: message.subarray(at, end), payload });
    at = end;
  }
  return fields;
}

/** The last string of this number; '' without one. */
export function textField(message: Buffer, number: number): string {
  const field = fieldsOf(message)?.findLast((each) => each.number === number);
  return field?.payload?.toString('utf8') ?? '';
}

/** The number of a field that is no string; undefined without one. */
export function numberField(message: Buffer, number: number): number | undefined {
  const field = fieldsOf(message)?.findLast((each) => each.number === number);
  const tag = field === undefined ? undefined : varint(field.bytes, 0);
  return tag === undefined || field === undefined ? undefined : varint(field.bytes, tag.end)?.value;
}

export function delimited(number: number, payload: Buffer): Buffer {
  return Buffer.concat([encodeVarint(number * 8 + 2), encodeVarint(payload.length), payload]);
}

/** An entry of a map of strings: its key is field 1, its value field 2. */
export function mapEntry(key: string, value: string): Buffer {
  return Buffer.concat([delimited(1, Buffer.from(key)), delimited(2, Buffer.from(value))]);
}

export function readMapEntry(payload: Buffer): { key: string; value: string } {
  const fields = fieldsOf(payload) ?? [];
  const text = (number: number) =>
    fields.find((field) => field.number === number)?.payload?.toString('utf8') ?? '';
  return { key: text(1), value: text(2) };
}

function varint(bytes: Buffer, from: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let at = from, factor = 1; at < bytes.length && at < from + 10; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
  return undefined;
}

function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
