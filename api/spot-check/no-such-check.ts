import { Refusal } from '../../domain/errors';

/** There is no spot check by this id, or its asker may not act on it: both are told alike. */
export function noSuchCheck(): Refusal {
  return new Refusal('not-found', { zh: '没有这次抽查。', en: 'There is no such spot check.' });
}
