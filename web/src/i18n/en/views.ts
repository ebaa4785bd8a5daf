import type { texts as zh } from '../zh-CN/views';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = {
  label: 'Saved views',
  teach: 'Filters that you use often can be saved as a view and opened in one step.',
  first: 'First',
  save: 'Save as a view',
  saveTitle: 'Save the filters of now as a view',
  saveExplain: 'Only you see it. A view shows what is true when it is opened.',
  saveIt: 'Save the view',
  saved: 'The view is saved',
  name: 'Name of the view',
  nameNeeded: 'Fill in a name.',
  example: 'For example: overdue this month, bicycle shed',
  manage: 'Manage views',
  manageTitle: 'Manage views',
  rename: 'Give it this name',
  renameOf: 'Name of "{{name}}"',
  setFirst: 'Put it first',
  unsetFirst: 'Not first any more',
  replace: 'Save the filters of now in it',
  delete: 'Delete',
  deleteOf: 'Delete "{{name}}"',
  deleted: '"{{name}}" is deleted.',
  undo: 'Undo the deletion',
  none: 'There is no view left.',
};
