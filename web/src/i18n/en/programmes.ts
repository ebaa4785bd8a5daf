import type { texts as zh } from '../zh-CN/programmes';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  none: 'No programme is published yet',
  version: 'version {{version}}',
  since: 'in force from {{day}}',
  back: '‹ All programmes',
  shownVersion: 'Which version to show',
  compareWith: 'Compare with',
  draft: 'Check and publish a draft …',
  draftFrom: 'Draft from this …',
  draftTitle: 'Draft of a programme',
  draftExplain:
    'Paste or change the file (YAML). Check it first: every problem is told with its line, and only what has none can be published. Open cases keep their version.',
  file: 'Programme file',
  check: 'Check the draft',
  publish: 'Publish as a new version',
  published: 'Version {{version}} is published.',
  problems: '{{count}} problems: it cannot be published yet',
  line: 'Line {{line}}',
  right: 'Nothing is wrong. Read it once more before publishing:',
  reading: 'The whole draft',
  parts: 'Parts of the programme',
  legend: 'What the marks beside the values mean',
  origin: { default: 'default' },
  means: {
    rule: 'numbers like this: a rule read from “{{paper}}”',
    law: 'articles of law',
    practice: 'not stated there; what is usual elsewhere (with the section of the research)',
    paper: 'another document',
    default: 'not stated in the document; set by this product',
  },
  same: 'Both versions read the same',
  differs: 'How version {{older}} and version {{newer}} differ',
  gone: 'v{{version}}',
  came: 'v{{version}}',
};
