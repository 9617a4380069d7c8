/** A value of a class of measures (an age, a size…) in the place of one that a run happened to have. */
export function canonicalMeasure(name: string, text: string): string {
  return MEASURES[name]?.(text) ?? text;
}

/** By the name of the class; a class that is not here says the same in every run of one engine. */
const MEASURES: Readonly<Record<string, (text: string) => string>> = {
  age: (text) => (/ago$/.test(text) ? '2 seconds ago' : text),
  duration: (text) => {
    if (/^[A-Za-z]|(?:second|minute|hour|day|week|month|year)s?$/.test(text)) return '2 seconds';
    return / /.test(text) ? '0.1 ms' : '0.1s';
  },
  time: timeOfRecording,
  date: timeOfRecording,
  'time of day': timeOfRecording,
  counter: () => '8',
  percentage: () => '0.00%',
  size: (text) => `1.0${/[ ]?[A-Za-z/]+$/.exec(text)?.[0] ?? ''}`,
  PID: () => '100',
  'HTTP field': (text) => (/^\d{1,6}$/.test(text) ? text : '0'),
  'encoded key': (text) => `${'bGFicHJvb2Y'.repeat(200).slice(0, text.replace(/=+$/, '').length)}`,
};

/** In the form that it has: 15 January 2025, ten o'clock in UTC. */
function timeOfRecording(text: string): string {
  return text
    .replace(/\b(?:19|20)\d\d([-/])\d\d[-/]\d\d/, '2025$101$115')
    .replace(/\b\d\d\/[A-Z][a-z]{2}\/\d{4}/, '15/Jan/2025')
    .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=,? )/, 'Wed')
    .replace(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( [ \d]?\d\b)/, 'Jan 15')
    .replace(/\b\d{1,2}([ -])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*/, '15$1Jan')
    .replace(/\b(?:19|20)\d\d\b/, '2025')
    .replace(/(?<!\d)\d{1,2}:\d\d(:\d\d)?(?:[.,]\d{1,9})?/, (_, seconds?: string) =>
      seconds ? '10:00:00' : '10:00',
    )
    .replace(/[+-]\d\d(:?)\d\d$/, '+00$100');
}
