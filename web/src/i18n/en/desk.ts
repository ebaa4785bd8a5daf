import type { texts as zh } from '../zh-CN/desk';
import type { SameKeys } from '../words';

export const texts: SameKeys<typeof zh> = { page: 'My desk' };
