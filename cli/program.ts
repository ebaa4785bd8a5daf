import { Command } from 'commander';
import { channelNames } from '../config/channels';
import { cliSettings } from '../config/cli';
import { registerAdmin } from './admin';
import { createApiClient } from './api-client';
import { registerBulletin } from './bulletin';
import { registerCalendar } from './calendar';
import { registerCase } from './case';
import { registerCheck } from './check';
import { registerChannel } from './channel';
import { registerClock } from './clock';
import { openClocks, registerClocks } from './clocks';
import { deskOf } from './desk';
import { registerDraw } from './draw';
import { registerDue } from './due';
import { registerInspection } from './inspection';
import { registerLateness } from './lateness';
import { registerLedger } from './ledger';
import { registerProgramme } from './programme';
import { registerRollout } from './rollout';

/** Every command, over settings that are read only by those that need them. */
export function createProgram(settings = cliSettings()): Command {
  const program = new Command('banjie')
    .description('Case management for community micro-projects (办结)')
    .exitOverride();
  const databaseUrl = (): string => settings.config().database.url;
  registerDue(program);
  registerDraw(program);
  registerProgramme(program);
  registerCalendar(program, databaseUrl);
  const channels = (): readonly string[] => channelNames(settings.config().channels);
  registerRollout(program, deskOf(databaseUrl, channels));
  registerCase(program, () => createApiClient(settings));
  registerChannel(program, () => createApiClient(settings));
  registerClock(program, () => createApiClient(settings));
  registerInspection(program, () => createApiClient(settings));
  registerBulletin(program, () => createApiClient(settings));
  registerCheck(program, () => createApiClient(settings));
  registerLateness(program, () => createApiClient(settings));
  registerLedger(program, databaseUrl);
  registerClocks(program, () => openClocks(settings.config()));
  registerAdmin(program, databaseUrl);
  return program;
}
