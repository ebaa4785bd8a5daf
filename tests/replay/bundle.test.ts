import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCES, workflowBundle } from '../../worker/bundle';
import { PATCHES } from '../../workflows/patches';
import { measureBundle } from './measure-bundle';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const WORKFLOWS = readdirSync(join(ROOT, 'workflows')).filter((file) => file.endsWith('.ts'));
const textOf = (file: string) => readFileSync(join(ROOT, 'workflows', file), 'utf8');

/** Everything here runs again for every case that wakes, so each package is named and has its reason. */
const PACKAGES = [
  '@temporalio/common',
  '@temporalio/workflow',
  'nexus-rpc', // of the SDK
  'long', // of the SDK
  'ms', // of the SDK
];

describe('the workflow bundle', () => {
  it('is made of the SDK, the workflows and pure parts of the calendar, and of nothing else', async () => {
    const { packages, ours, bytes } = await measureBundle(await workflowBundle());
    expect(packages.filter((name) => !PACKAGES.includes(name))).toEqual([]);
    const strangers = ours.filter((file) => !SOURCES.some((room) => file.startsWith(`${room}/`)));
    expect(strangers).toEqual([]);
    expect(ours.filter((file) => /\/data\/|shipped|zod/.test(file))).toEqual([]);
    expect(bytes).toBeLessThan(800_000);
  });

  it.each(WORKFLOWS)('%s imports no built-in of Node and no library of its own', (file) => {
    const imported = [...textOf(file).matchAll(/^import (type )?[^;]*? from '([^']+)';/gms)];
    const loaded = imported.filter(([, type]) => type === undefined).map(([, , from]) => from ?? '');
    const foreign = loaded.filter((from) => !/^(\.|@temporalio\/(workflow|common)$)/.test(from));
    expect(foreign).toEqual([]);
    expect(loaded.filter((from) => /\.\.\/(?!domain\/)/.test(from))).toEqual([]);
  });

  // An async validator compiles, and then fails every task of the workflow instead of refusing the update.
  it.each(WORKFLOWS)('%s has no asynchronous update validator', (file) => {
    expect(textOf(file)).not.toMatch(/validator\s*(:|\()\s*async|async\s+validator/);
  });

  it('uses no patch that is not in the table', () => {
    const used = WORKFLOWS.flatMap((file) => [
      ...textOf(file).matchAll(/(?:patched|deprecatePatch)\((.*?)\)/g),
    ]);
    const ids = used
      .map(([, argument]) => argument?.replace(/['"]/g, '') ?? '')
      .filter((id) => id !== 'id' && id !== '');
    expect(ids.filter((id) => !(id in PATCHES))).toEqual([]);
  });
});
