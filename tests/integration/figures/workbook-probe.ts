import { buffer } from 'node:stream/consumers';
import { workbookOf, workbookStream } from '../../../api/figures/workbook';

/** Both ways of making a workbook, in a process as the product runs it; prints them as base64. */
async function main(): Promise<void> {
  const rows = [
    ['事项', '天数'],
    ['=1+1', 3],
  ];
  const parts = (async function* () {
    for (const row of rows) yield await Promise.resolve([row]);
  })();
  const read = buffer(workbookStream('逾期督办', parts));
  const files = [await workbookOf([{ name: '逾期督办', rows }]), await read];
  process.stdout.write(JSON.stringify(files.map((file) => file.toString('base64'))));
}

void main();
