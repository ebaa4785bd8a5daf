import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';
import type { NamedDay } from '../../../domain/calendar/calendar';
import { shippedYears } from '../../../domain/calendar/shipped';
import { PASSWORD_COST } from '../../../domain/password';
import type { Level, Role } from '../../../domain/roles';
import { formatToken, hashToken, TOKEN_BYTES } from '../../../domain/token';
import { publishProgramme } from '../../../ledger/publish';
import type { PrismaClient } from '../../../prisma/client';

/** Two cities that have nothing to do with each other, and a street with two communities in one of them. */
export const TREE: readonly {
  id: string;
  parentId: string | null;
  name: string;
  level: Level;
  path: string;
}[] = [
  { id: 'zjg', parentId: null, name: '张家港市', level: 'CITY', path: '/zjg/' },
  { id: 'yangshe', parentId: 'zjg', name: '杨舍镇', level: 'STREET', path: '/zjg/yangshe/' },
  {
    id: 'tanglian',
    parentId: 'yangshe',
    name: '塘联社区',
    level: 'COMMUNITY',
    path: '/zjg/yangshe/tanglian/',
  },
  { id: 'fuqian', parentId: 'yangshe', name: '府前社区', level: 'COMMUNITY', path: '/zjg/yangshe/fuqian/' },
  { id: 'cc', parentId: null, name: '长春市', level: 'CITY', path: '/cc/' },
  { id: 'shuangde', parentId: 'cc', name: '双德街道', level: 'STREET', path: '/cc/shuangde/' },
];

export async function plantTree(prisma: PrismaClient): Promise<void> {
  for (const organisation of TREE) await prisma.organisation.create({ data: organisation });
}

export interface NewPerson {
  displayName?: string;
  signInName?: string;
  password?: string;
  oidcSubject?: string;
  posts?: { role: Role; organisationId: string; fromDate?: string; untilDate?: string }[];
  birthDate?: string;
}

/** A person with posts, and an API token, which costs a test less than signing in. */
export async function addPerson(
  prisma: PrismaClient,
  person: NewPerson = {},
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = formatToken(randomBytes(TOKEN_BYTES));
  const {
    displayName = '审核员甲',
    signInName = null,
    password,
    oidcSubject = null,
    birthDate = null,
    posts = [],
  } = person;
  const passwordHash = password === undefined ? null : await hash(password, PASSWORD_COST);
  await prisma.person.create({
    data: {
      id,
      displayName,
      signInName,
      oidcSubject,
      birthDate,
      passwordHash,
      posts: { create: posts.map((post) => ({ id: randomUUID(), fromDate: '2020-01-01', ...post })) },
      tokens: { create: [{ id: randomUUID(), name: 'test', hash: hashToken(token) }] },
    },
  });
  return { id, token };
}

/** The calendar and the programme that opening a case needs. */
export async function plantRules(prisma: PrismaClient, pool: Pool): Promise<void> {
  for (const { year, status, source, rest, work } of shippedYears) {
    await prisma.calendarYearRow.create({
      data: { year, status, source, rest: plain(rest), work: plain(work) },
    });
  }
  const text = readFileSync(join(__dirname, '../../../programmes/zhangjiagang.yaml'), 'utf8');
  await publishProgramme(pool, { text, file: 'zhangjiagang.yaml', by: null, now: new Date().toISOString() });
}

const plain = (days: readonly NamedDay[]) => days.map(({ date, name }) => ({ date, name }));
