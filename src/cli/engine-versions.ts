/** What `--engine-version` asks for, as often as it is given and by commas, each once; or what is wrong with it. */
export function readEngineVersions(texts: readonly string[]): readonly string[] | { readonly error: string } {
  const versions = [...new Set(texts.flatMap((text) => text.split(',')).map((text) => text.trim()))];
  const wrong = versions.find((version) => !/^\d+(?:\.\d+){0,2}$/.test(version));
  if (wrong === undefined) return versions;
  return {
    error: `--engine-version takes a version such as 28 or 20.10, or several by commas, not '${wrong}'`,
  };
}

/**
 * A version that stands in a config as a number. Docker counted by year and month up to 20.10, which as a
 * number is 20.1.
 */
export function versionOfNumber(value: number): string {
  const text = String(value);
  return value < FIRST_PLAIN && /\.\d$/.test(text) ? `${text}0` : text;
}

/** The first version after those that are called by year and month. */
const FIRST_PLAIN = 23;
