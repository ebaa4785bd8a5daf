import { isRefusal } from '../../../../domain/errors';
import { draft, shipped } from '../../../support/domain';

const known = { place: '3幢北侧', itemType: 'works', estimateFen: 500_000 };
const zhangjiagang = shipped('zhangjiagang');

describe('what is known when a case is opened', () => {
  it('stands from the first line on, and is nothing when it was left out', () => {
    const { state } = draft(zhangjiagang, known);
    expect(state).toMatchObject({ place: '3幢北侧', itemType: 'works', money: { estimateFen: 500_000 } });
    expect(draft(zhangjiagang).state).toMatchObject({
      ...{ place: null, itemType: null, category: null, money: { estimateFen: null } },
    });
  });

  it('needs not be said again at acceptance, decides the track there, and gives way to what is said then', () => {
    const submitted = draft(zhangjiagang, known).do('submit');
    expect(submitted.do('accept', { estimateFen: undefined, itemType: undefined }).state).toMatchObject({
      ...{ itemType: 'works', track: 'fast', money: { estimateFen: 500_000 } },
    });
    const later = submitted.do('accept', { itemType: 'service', estimateFen: 2_000_000 });
    expect(later.state).toMatchObject({
      itemType: 'service',
      track: null,
      money: { estimateFen: 2_000_000 },
    });
  });

  it.each([
    [
      'a category that the programme has not',
      'zhangjiagang',
      { category: 'safety' },
      'unknown-value',
      '/category',
    ],
    ['a type that the programme has not', 'zhangjiagang', { itemType: 'gift' }, 'unknown-value', '/itemType'],
    ['money of a matter', 'changchun-yangguang', { estimateFen: 1 }, 'not-in-programme', '/estimateFen'],
  ] as const)('is refused at its field: %s', (_what, code, about, refusal, pointer) => {
    const refused = (): unknown => {
      try {
        return draft(shipped(code), about);
      } catch (error) {
        return error;
      }
    };
    const error = refused();
    if (!isRefusal(error)) throw new Error('it was not refused');
    expect([error.code, error.details.errors?.[0]?.pointer]).toEqual([refusal, pointer]);
  });
});
