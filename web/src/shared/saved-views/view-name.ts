/** As many letters as the name of a view may have. */
export const MOST_LETTERS = 60;
