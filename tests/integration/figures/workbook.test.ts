import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Workbook } from 'exceljs';

const root = join(__dirname, '../../..');

/** The tests' module loader reads libraries in another way than Node does. */
it('makes workbooks in a process as the product runs it, at once and as the lines come', async () => {
  const probe = join(__dirname, 'workbook-probe.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', probe], { cwd: root });
  const files = JSON.parse(stdout) as string[];
  expect(files).toHaveLength(2);
  for (const file of files) {
    const workbook = new Workbook();
    await workbook.xlsx.load(Uint8Array.from(Buffer.from(file, 'base64')).buffer);
    const sheet = workbook.getWorksheet('逾期督办');
    expect(sheet?.getSheetValues().slice(1)).toEqual([
      [undefined, '事项', '天数'],
      [undefined, "'=1+1", 3],
    ]);
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.getCell('A2').font?.bold).not.toBe(true);
    expect(sheet?.autoFilter ?? null).toBe(file === files[1] ? 'A1:B1' : null);
    expect(sheet?.getColumn(1).width).toBeGreaterThanOrEqual(6);
  }
}, 60_000);
