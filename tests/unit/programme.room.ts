import { runRoom } from '../support/room';

runRoom('domain/programme');
