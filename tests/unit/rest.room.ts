import { runRoom } from '../support/room';

runRoom('rest');
