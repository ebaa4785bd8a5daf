import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { workflowBundle } from '../../worker/bundle';
import { caseWorkflowId } from '../../workflows/messages';

jest.setTimeout(60_000);
Runtime.install({ logger: new DefaultLogger('ERROR') });

const FOLDER = join(__dirname, '..', 'fixtures', 'histories');
const SAVED = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

async function replay(workflowBundle: WorkflowBundle, name: string): Promise<void> {
  const history: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle }, history, caseWorkflowId(name));
}

describe('a case that began under older code goes on under this one', () => {
  it.each(SAVED)('%s', async (name) => {
    await replay(await workflowBundle(), name);
  });

  it('has histories to protect', () => {
    expect(SAVED.length).toBeGreaterThanOrEqual(6);
  });
});

it('refuses a workflow that would have done something else', async () => {
  const workflowsPath = join(__dirname, 'changed', 'index.ts');
  const changed = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  await expect(replay(changed, 'wakes-at-each-instant-and-ends')).rejects.toThrow(/nondeterminism/i);
});
