import { didYouMean, nearest } from '../../../../domain/programme/nearest';

describe('the word that was probably meant', () => {
  test.each([
    ['limt', 'limit'],
    ['LIMIT', 'limit'],
    ['countedfrom', 'counted-from'],
    ['xyz', undefined],
    ['', undefined],
  ])('%s → %s', (word, meant) => {
    expect(nearest(word, ['limit', 'counted-from', 'evidence'])).toBe(meant);
  });

  test('nothing is offered when nothing is known', () => {
    expect(didYouMean('limit', [])).toBe('');
  });
});
