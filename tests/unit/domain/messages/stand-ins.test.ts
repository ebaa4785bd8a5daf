import fc from 'fast-check';
import { presentOf, type Absence } from '../../../../domain/messages/stand-ins';

const away = (
  personId: string,
  substituteId: string,
  fromDate = '2026-03-01',
  untilDate = '2026-03-10',
): Absence => ({
  ...{ personId, substituteId, fromDate, untilDate },
});

describe('who is told when somebody is away', () => {
  it.each([
    ['2026-02-28', ['a']],
    ['2026-03-01', ['b']],
    ['2026-03-10', ['b']],
    ['2026-03-11', ['a']],
  ])('on %s: %j, both days included', (day, people) => {
    expect(presentOf(['a'], [away('a', 'b')], day)).toEqual(people);
  });

  it('is whoever stands in for the one who stands in, each once', () => {
    expect(presentOf(['a', 'c'], [away('a', 'b'), away('b', 'c')], '2026-03-05')).toEqual(['c']);
    expect(presentOf(['a'], [away('a', 'b'), away('a', 'c')], '2026-03-05')).toEqual(['b', 'c']);
  });

  it('is the one who was meant when everybody in the circle is away', () => {
    expect(presentOf(['a'], [away('a', 'b'), away('b', 'a')], '2026-03-05')).toEqual(['a']);
  });

  it('is never nobody, never twice, and never endless', () => {
    const person = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e');
    const absences = fc.array(
      fc.tuple(person, person).map(([p, s]) => away(p, s)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(person, { minLength: 1 }), absences, (people, list) => {
        const told = presentOf(people, list, '2026-03-05');
        expect(told.length).toBeGreaterThan(0);
        expect(new Set(told).size).toBe(told.length);
        // Whoever is told though away was meant, and nobody reachable stood in.
        const gone = new Set(list.map(({ personId }) => personId));
        for (const one of told) expect(!gone.has(one) || people.includes(one)).toBe(true);
      }),
    );
  });
});
