import { runRoom } from '../support/room';

runRoom('domain/calendar');
