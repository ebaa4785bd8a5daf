import fc from 'fast-check';

const surname = fc.constantFrom('王', '李', '张', '欧阳', '司马');
/** A resident's personal data, none of which may reach a group. */
export const resident = fc.record({
  name: fc.tuple(surname, fc.constantFrom('建国', '秀英', '小梅')).map(([a, b]) => a + b),
  phone: fc.integer({ min: 0, max: 999_999_999 }).map((n) => `13${String(n).padStart(9, '0')}`),
  address: fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 33 }))
    .map(([a, b]) => `幸福路${a}号${b}室`),
});
