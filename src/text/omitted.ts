/** Words by which authors who write in other languages say that they left something out. */
const WORDS =
  /[省中后後前以下]略|略[）)】〉\]>]|생략|중략|gekürzt|ausgelassen|abgeschnitten|omitid|recortad|omiss|tronqué|coupé|пропущен|сокращен|обрезан/iu;

/** Whether a text says so in Chinese, Japanese, Korean, German, Spanish, Portuguese, French or Russian. */
export const saysOmitted = (text: string): boolean => WORDS.test(text);
