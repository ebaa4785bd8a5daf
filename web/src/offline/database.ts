import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Report, TakenCase, TakenList } from './model';

interface Kept extends DBSchema {
  reports: { key: string; value: Report; indexes: { person: string } };
  /** Bytes of pictures. Not Blobs: on some phones those become unreadable after the browser was closed. */
  bytes: {
    key: string;
    value: { key: string; reportId: string; bytes: ArrayBuffer };
    indexes: { report: string };
  };
  lists: { key: string; value: TakenList };
  cases: { key: string; value: TakenCase };
}

export type Database = IDBPDatabase<Kept>;

let opened: Promise<Database> | undefined;

/** The one database of this device. A page of a newer build may come any time: this one then lets go of it. */
export function database(): Promise<Database> {
  opened ??= openDB<Kept>('banjie-visits', 1, {
    upgrade(db) {
      db.createObjectStore('reports', { keyPath: 'id' }).createIndex('person', 'personId');
      db.createObjectStore('bytes', { keyPath: 'key' }).createIndex('report', 'reportId');
      db.createObjectStore('lists', { keyPath: 'personId' });
      db.createObjectStore('cases', { keyPath: 'caseId' });
    },
    blocking: (_from, _to, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
