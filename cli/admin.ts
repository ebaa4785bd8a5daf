import { randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { InvalidArgumentError, type Command } from 'commander';
import { civilDateOf } from '../domain/calendar/instant';
import { LANGUAGES, type Language } from '../domain/language';
import { PASSWORD_COST, passwordWeakness } from '../domain/password';
import { postsClash } from '../domain/posts';
import { LEVELS, ROLES, type Level, type Role } from '../domain/roles';
import { formatToken, hashToken, TOKEN_BYTES } from '../domain/token';
import { createPrisma, type PrismaClient } from '../prisma/client';
import { readPassword } from './read-password';

interface NewPost {
  role: Role;
  organisationId: string;
}
interface NewRoot {
  id: string;
  level: Level;
  name: string;
}
interface CreateOptions {
  signInName: string;
  name: string;
  post: NewPost[];
  root?: NewRoot;
  language?: Language;
  json?: boolean;
}
interface TokenOptions {
  signInName: string;
  name: string;
  days: number;
  json?: boolean;
}

/** Where the commands find the database; asked only when one of them runs. */
export type DatabaseUrl = () => string | Promise<string>;

/**
 * Adds `admin create` and `admin token`. They write to the database directly, because they are what one uses
 * before anybody can sign in.
 */
export function registerAdmin(program: Command, databaseUrl: DatabaseUrl): void {
  const admin = program.command('admin').description('accounts, for whoever runs the server');
  admin
    .command('create')
    .description('add a person with posts: the first administrator, or anybody else')
    .requiredOption('--sign-in-name <name>', 'what is typed at sign-in')
    .requiredOption('--name <name>', 'what others see, such as 系统管理员')
    .option(
      '--post <role@organisation>',
      'a post, such as admin@zjg; may be given several times',
      collectPost,
      [],
    )
    .option(
      '--root <id:LEVEL:name>',
      'first add this organisation at the top, such as zjg:CITY:张家港市',
      parseRoot,
    )
    .option(
      '--language <zh|en>',
      'of their desk and the messages to them; Chinese until they choose',
      parseLanguage,
    )
    .option('--json', 'print JSON')
    .action((options: CreateOptions) =>
      withPrisma(databaseUrl, (prisma) => create(program, prisma, options)),
    );
  admin
    .command('token')
    .description('make an API token for a person; it is printed once and never again')
    .requiredOption('--sign-in-name <name>', 'whose token')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--days <days>', 'how long it lives', parseDays, 90)
    .option('--json', 'print JSON')
    .action((options: TokenOptions) => withPrisma(databaseUrl, (prisma) => token(program, prisma, options)));
}

async function withPrisma(
  databaseUrl: DatabaseUrl,
  work: (prisma: PrismaClient) => Promise<void>,
): Promise<void> {
  const prisma = createPrisma(await databaseUrl(), { max: 1 });
  try {
    await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}

async function create(program: Command, prisma: PrismaClient, options: CreateOptions): Promise<void> {
  const signInName = normalised(options.signInName);
  if ((await prisma.person.count({ where: { signInName } })) > 0)
    program.error(`There is a person with the sign-in name ${signInName} already.`);
  const roles = options.post.map((post) => post.role);
  if (roles.some((role) => postsClash(role, roles)))
    program.error('An administrator or an auditor holds no other post.');
  const known = await prisma.organisation.findMany({
    where: { id: { in: options.post.map((post) => post.organisationId) } },
  });
  const missing = options.post.find(
    ({ organisationId: id }) => id !== options.root?.id && !known.some((row) => row.id === id),
  );
  if (missing)
    program.error(
      `There is no organisation ${missing.organisationId}; add the first one with --root id:LEVEL:name.`,
    );
  const password = await readPassword({ input: process.stdin, output: process.stderr });
  const weakness = passwordWeakness(password, signInName);
  if (weakness) program.error(weakness.en);
  const passwordHash = await hash(password, PASSWORD_COST);
  const id = randomUUID();
  const fromDate = civilDateOf(new Date().toISOString());
  const posts = options.post.map((post) => ({ id: randomUUID(), fromDate, ...post }));
  await prisma.$transaction(async (tx) => {
    const { root } = options;
    if (root) await tx.organisation.create({ data: { ...root, path: `/${root.id}/` } });
    await tx.person.create({
      data: {
        ...{ id, signInName, displayName: options.name, passwordHash },
        ...{ language: options.language ?? null, posts: { create: posts } },
      },
    });
    await tx.auditRecord.createMany({
      data: [{ action: 'person-created', subject: id, success: true, data: { by: 'command line', roles } }],
    });
  });
  print(
    program,
    options.json,
    { id, signInName, posts: options.post },
    `${options.name} can sign in as ${signInName}.`,
  );
}

async function token(program: Command, prisma: PrismaClient, options: TokenOptions): Promise<void> {
  const person = await prisma.person.findUnique({ where: { signInName: normalised(options.signInName) } });
  if (person === null || person.disabledAt !== null) {
    program.error(`There is no active person with the sign-in name ${options.signInName}.`);
  }
  const made = formatToken(randomBytes(TOKEN_BYTES));
  const expiresAt = new Date(Date.now() + options.days * 86_400_000);
  const id = randomUUID();
  await prisma.$transaction(async (tx) => {
    await tx.apiToken.create({
      data: { id, personId: person.id, name: options.name, hash: hashToken(made), expiresAt },
    });
    await tx.auditRecord.createMany({
      data: [{ action: 'token-created', subject: id, success: true, data: { by: 'command line' } }],
    });
  });
  print(program, options.json, { id, token: made, expiresAt: expiresAt.toISOString() }, made);
}

function print(program: Command, json: boolean | undefined, value: object, text: string): void {
  program.configureOutput().writeOut?.(`${json ? JSON.stringify(value) : text}\n`);
}

const normalised = (signInName: string) => signInName.trim().normalize('NFKC').toLowerCase();

function collectPost(value: string, posts: NewPost[]): NewPost[] {
  const [role, organisationId, rest] = value.split('@');
  const found = ROLES.find((name) => name === role);
  if (!found || !organisationId || rest !== undefined) {
    throw new InvalidArgumentError(`Expected role@organisation with a role of ${ROLES.join(', ')}.`);
  }
  return [...posts, { role: found, organisationId }];
}

function parseRoot(value: string): NewRoot {
  const [id = '', level, name = ''] = value.split(':');
  const found = LEVELS.find((one) => one === level);
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(id) || !found || name.trim() === '') {
    throw new InvalidArgumentError(`Expected id:LEVEL:name with a level of ${LEVELS.join(', ')}.`);
  }
  return { id, level: found, name: name.trim() };
}

function parseLanguage(value: string): Language {
  const found = LANGUAGES.find((one) => one === value);
  if (!found) throw new InvalidArgumentError(`Expected ${LANGUAGES.join(' or ')}.`);
  return found;
}

function parseDays(value: string): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new InvalidArgumentError('Expected 1 to 366 days.');
  return days;
}
