import { type Identity, LOWER, matching } from './value-class.ts';

/**
 * The name an engine gives a container that has none: adjective_surname and at times a digit. The
 * adjectives are Docker's (pkg/namesgenerator of moby, all releases); the surnames are too many and
 * grow, so any word will do.
 */
export const generatedName: Identity = {
  kind: 'identity',
  name: 'generated name',
  space: 'generated name',
  starts: LOWER,
  end(text, from) {
    const end = shape(text, from);
    return end >= 0 && ADJECTIVES.has(text.slice(from, text.indexOf('_', from))) ? end : -1;
  },
};

const shape = matching(/[a-z]{3,13}_[a-z]{2,15}\d?(?![\w-])/y);

const ADJECTIVES = new Set(
  `admiring adoring affectionate agitated amazing angry awesome backstabbing beautiful berserk big blissful bold
  boring brave busy charming clever cocky compassionate competent condescending confident cool cranky crazy
  dazzling desperate determined distracted dreamy drunk eager ecstatic elastic elated elegant eloquent epic evil
  exciting fervent festive flamboyant focused friendly frosty funny furious gallant gifted gigantic gloomy goofy
  grave gracious great happy hardcore heuristic high hopeful hungry infallible insane inspiring intelligent
  interesting jolly jovial keen kickass kind laughing lonely loving lucid mad magical modest musing mystifying
  naughty nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive practical prickly priceless
  quirky quizzical recursing relaxed reverent romantic sad serene sharp sick silly sleepy small stoic strange
  stupefied suspicious sweet tender thirsty tiny trusting unruffled upbeat vibrant vigilant vigorous wizardly
  wonderful xenodochial youthful zealous zen`.split(/\s+/),
);
