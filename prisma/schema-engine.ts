import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { WholeScriptAdapter } from './whole-script-adapter';

type Bindings = typeof wasm;

/** The part of the `WebAssembly` global used here; the TypeScript library for servers does not declare it. */
interface WasmRuntime {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, () => void> } }>;
}

export type SchemaEngine = wasm.SchemaEngine;

/** The least that the engine accepts as a datamodel; applying migrations needs no more. */
const BARE_DATAMODEL = 'datasource db {\n  provider = "postgresql"\n}\n';

let lastPanic: string | undefined;
let loaded: Promise<Bindings> | undefined;

/**
 * Runs `work` with Prisma's schema engine connected to `url`. It is the WebAssembly build:
 * the command line's binary would need a download that offices cannot make.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine, adapter: WholeScriptAdapter) => Promise<T>,
  datamodel = BARE_DATAMODEL,
): Promise<T> {
  loaded ??= instantiate();
  const { SchemaEngine } = await loaded;
  const adapter = new WholeScriptAdapter({ connectionString: url });
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', datamodel]] },
    () => undefined,
    bound,
  );
  try {
    return await work(engine, adapter);
  } catch (error) {
    throw lastPanic === undefined
      ? error
      : new Error(`Prisma's schema engine gave up: ${lastPanic}`, { cause: error });
  } finally {
    engine.free();
    await adapter.close();
  }
}

async function instantiate(): Promise<Bindings> {
  const bg = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  // Where the engine leaves the words of a panic before it stops with a bare "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => (lastPanic = text) },
  });
  const { WebAssembly: runtime } = globalThis as unknown as { WebAssembly: WasmRuntime };
  const { instance } = await runtime.instantiate(bytes, { './schema_engine_bg.js': withIdleTimers(bg) });
  const glue = bg as unknown as { __wbg_set_wasm(exports: object): void };
  glue.__wbg_set_wasm(instance.exports);
  instance.exports['__wbindgen_start']?.();
  return bg;
}

/** The engine's ten-second timeouts are not taken back when the work is done; they must not keep a process alive. */
function withIdleTimers(bg: object): Record<string, unknown> {
  const imports: Record<string, unknown> = { ...bg };
  for (const name of Object.keys(imports).filter((key) => key.startsWith('__wbg_setTimeout'))) {
    imports[name] = (work: () => void, delayMs: number): NodeJS.Timeout => setTimeout(work, delayMs).unref();
  }
  return imports;
}
