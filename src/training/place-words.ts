import type { EngineInfo } from '../model/event.ts';

/** What a face says of the place that a learner works at, and of what becomes of it. */
export interface PlaceWords {
  /** While the place is opened for the first time. */
  readonly making: string;
  /** While a learner leaves. */
  readonly leaving: string;
  /** What leaving does, as the end of a sentence that begins with the word for it. */
  readonly takesAway: string;
  /** What starting over does, as part of a list. */
  readonly anew: string;
  /** The same of one step, as a whole sentence. */
  readonly isMadeAnew: (step: number) => string;
}

const MACHINE: PlaceWords = {
  making: 'Making a machine…',
  leaving: 'Taking the machine away…',
  takesAway: 'takes the machine away',
  anew: 'makes the machine anew',
  isMadeAnew: (step) => `The machine is made anew, as it is when step ${step} begins.`,
};

/** The computer is the learner's: what the lab made goes, and nothing else. */
const HOST: PlaceWords = {
  making: 'Making ready…',
  leaving: 'Removing what the lab made…',
  takesAway: 'removes what the lab made',
  anew: 'removes what the lab made and begins again',
  isMadeAnew: (step) => `What the lab made is removed, and made again up to where step ${step} begins.`,
};

export const placeWords = ({ kind }: Pick<EngineInfo, 'kind'>): PlaceWords =>
  kind === 'private' ? MACHINE : HOST;
