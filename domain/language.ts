/** The languages of the product. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of messages to whoever never said which they read. */
export const USUAL_LANGUAGE: Language = 'zh';
