import { fileName } from '../../../../api/files/file-name';

describe('the name that is kept', () => {
  it.each([
    ['a Unix path', '../../etc/车棚.pdf', '车棚.pdf'],
    ['a Windows path', 'C:\\Users\\x\\车棚.pdf', '车棚.pdf'],
    ['control characters', 'a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['a sign that turns the reading round', 'photo\u202Efdp.pdf', 'photofdp.pdf'],
    ['writing from right to left', 'تقرير.pdf', 'تقرير.pdf'],
    ['an emoji of several characters', '👨‍👩‍👧 车棚🏚️.pdf', '👨‍👩‍👧 车棚🏚️.pdf'],
    ['a rare character', '𠮷田.pdf', '𠮷田.pdf'],
    ['letters and accents apart', 'cafe\u0301.pdf', 'caf\u00E9.pdf'],
    ['nothing but dots', '..', 'file.pdf'],
    ['nothing but an ending', '.pdf', 'pdf.pdf'],
    ['nothing', '', 'file.pdf'],
    ['dots and blanks around', ' ..车棚.pdf. ', '车棚.pdf'],
    ['no ending', '车棚', '车棚.pdf'],
    ['several dots', '车棚.v2.final.PDF', '车棚.v2.final.PDF'],
  ])('%s', (_what, sent, kept) => {
    expect(fileName(sent, 'application/pdf')).toBe(kept);
  });

  it('is cut between whole emoji and keeps its ending', () => {
    const kept = fileName(`a${'👨‍👩‍👧'.repeat(60)}.pdf`, 'application/pdf');
    expect(kept.length).toBeLessThanOrEqual(255);
    expect(kept).toMatch(/^a(👨‍👩‍👧)+\.pdf$/u);
  });

  it.each(['a.exe', 'a.jpg', 'a.pdf.exe', '扫描件 2026.03.04'])(
    'refuses an ending that is not of the content: %s',
    (sent) => {
      expect(() => fileName(sent, 'application/pdf')).toThrow(/ending/);
    },
  );
});
