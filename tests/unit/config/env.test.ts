import { ConfigError, loadConfig } from '../../../config/env';

const LEAST = {
  DATABASE_URL: 'postgresql://banjie_app:secret@127.0.0.1:5432/banjie',
  BANJIE_SESSION_SECRET: 'x'.repeat(32),
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('fills in what is not set', () => {
    const config = loadConfig(LEAST);
    expect(config.temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'banjie', taskQueue: 'banjie' });
    expect(config.api).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      trustProxy: 0,
    });
    expect(config.oidc).toBeNull();
    expect(config.files).toEqual({ kind: 'folder', folder: 'data/files' });
    expect(config.fileLimits.maxBytes).toBe(20 * 1024 * 1024);
    expect(config.simulation).toEqual({ enabled: false, shiftMs: 0 });
    expect(config.demo).toBe(false);
  });

  it('reports all problems together', () => {
    const problems = problemsOf({
      BANJIE_API_PORT: '99999',
      BANJIE_LOG_LEVEL: 'loud',
      BANJIE_DEMO: 'perhaps',
    });
    expect(problems).toHaveLength(5);
    for (const name of [
      'DATABASE_URL',
      'BANJIE_SESSION_SECRET',
      'BANJIE_API_PORT',
      'BANJIE_LOG_LEVEL',
      'BANJIE_DEMO',
    ]) {
      expect(problems.join('\n')).toContain(name);
    }
  });

  it('takes an empty variable for a missing one', () => {
    expect(loadConfig({ ...LEAST, BANJIE_API_PORT: '', BANJIE_OIDC_ISSUER: '' }).api.port).toBe(8080);
  });

  it('refuses half an identity provider', () => {
    const problems = problemsOf({ ...LEAST, BANJIE_OIDC_ISSUER: 'https://id.example.cn' });
    expect(problems).toEqual([
      'BANJIE_OIDC_CLIENT_ID is missing although BANJIE_OIDC_ISSUER is set: give both or neither',
      'BANJIE_OIDC_CLIENT_SECRET is missing although BANJIE_OIDC_ISSUER is set: give both or neither',
    ]);
  });

  it.each(['BANJIE_S3_REGION', 'BANJIE_S3_BUCKET'])('refuses a store of which only %s is known', (name) => {
    expect(problemsOf({ ...LEAST, [name]: 'evidence' }).join()).toContain('BANJIE_S3_ENDPOINT is missing');
  });

  it('takes a whole S3 store, and refuses a folder beside it', () => {
    const store = {
      BANJIE_S3_ENDPOINT: 'https://s3.example.cn',
      BANJIE_S3_BUCKET: 'evidence',
      BANJIE_S3_ACCESS_KEY_ID: 'id',
      BANJIE_S3_SECRET_ACCESS_KEY: 'key',
    };
    expect(loadConfig({ ...LEAST, ...store }).files).toMatchObject({
      kind: 's3',
      bucket: 'evidence',
      forcePathStyle: true,
    });
    expect(problemsOf({ ...LEAST, ...store, BANJIE_FILES_FOLDER: '/srv/files' })).toHaveLength(1);
  });

  it('refuses a misspelt name instead of using the default', () => {
    expect(problemsOf({ ...LEAST, BANJIE_API_PROT: '1' })).toEqual([
      'BANJIE_API_PROT is not a setting of Banjie',
    ]);
  });

  it('starts in a terminal in which the command line was set up', () => {
    const terminal = { BANJIE_TOKEN: 'bj_x', BANJIE_API_URL: 'http://127.0.0.1:1', BANJIE_DATA: 'elsewhere' };
    expect(loadConfig({ ...LEAST, ...terminal })).toEqual(loadConfig(LEAST));
  });

  it('sends the session cookie over TLS only when the public address is https', () => {
    expect(loadConfig(LEAST).session.cookieSecure).toBe(false);
    expect(
      loadConfig({ ...LEAST, BANJIE_API_PUBLIC_URL: 'https://banjie.example.cn' }).session.cookieSecure,
    ).toBe(true);
  });

  it('cannot be changed afterwards', () => {
    const config = loadConfig(LEAST);
    expect(() => Object.assign(config.api, { port: 1 })).toThrow(TypeError);
  });

  it('never repeats a secret in its message', () => {
    const secret = 'short-secret';
    expect(problemsOf({ ...LEAST, BANJIE_SESSION_SECRET: secret }).join()).not.toContain(secret);
  });
});
