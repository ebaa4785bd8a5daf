import { refusalAt, type Refusal } from '../domain/errors';

/** An organisation was named that there is not. */
export function noSuchPlace(): Refusal {
  return refusalAt('unknown-reference', '/organisationId', {
    zh: '没有这个组织。',
    en: 'There is no such organisation.',
  });
}
