type Source = Readonly<Record<string, string | undefined>>;

/** A group of settings that belong together: all of the required ones, or none. */
interface Group<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the sign-in button. */
  readonly label: string;
}

export type FilesConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly forcePathStyle: boolean;
    };

const OIDC = ['BANJIE_OIDC_ISSUER', 'BANJIE_OIDC_CLIENT_ID', 'BANJIE_OIDC_CLIENT_SECRET'] as const;
const S3 = [
  'BANJIE_S3_ENDPOINT',
  'BANJIE_S3_BUCKET',
  'BANJIE_S3_ACCESS_KEY_ID',
  'BANJIE_S3_SECRET_ACCESS_KEY',
] as const;

/** Sign-in through the city's identity provider, when it is configured. */
export function oidcGroup(env: Source): Group<OidcConfig | null> {
  const problems = halfConfigured(env, OIDC, ['BANJIE_OIDC_LABEL']);
  const [issuer, clientId, clientSecret] = OIDC.map((name) => env[name]);
  if (!issuer || !clientId || !clientSecret) return { value: null, problems };
  return {
    value: { issuer, clientId, clientSecret, label: env['BANJIE_OIDC_LABEL'] || 'OpenID Connect' },
    problems,
  };
}

/** Where evidence files are kept: a folder of this machine, or any store that speaks S3. */
export function filesGroup(env: Source): Group<FilesConfig> {
  const problems = halfConfigured(env, S3, ['BANJIE_S3_REGION', 'BANJIE_S3_FORCE_PATH_STYLE']);
  const [endpoint, bucket, accessKeyId, secretAccessKey] = S3.map((name) => env[name]);
  const folder = env['BANJIE_FILES_FOLDER'];
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) {
    return { value: { kind: 'folder', folder: folder || 'data/files' }, problems };
  }
  if (folder)
    problems.push(
      'BANJIE_FILES_FOLDER and BANJIE_S3_… are both set: files go to one place, so unset one of them',
    );
  const forcePathStyle = !['false', '0'].includes(env['BANJIE_S3_FORCE_PATH_STYLE'] ?? '');
  const region = env['BANJIE_S3_REGION'] || 'us-east-1';
  return {
    value: { kind: 's3', endpoint, bucket, region, accessKeyId, secretAccessKey, forcePathStyle },
    problems,
  };
}

function halfConfigured(env: Source, required: readonly string[], optional: readonly string[]): string[] {
  const missing = required.filter((name) => !env[name]);
  const present = [...required, ...optional].find((name) => env[name]);
  if (!present) return [];
  return missing.map((name) => `${name} is missing although ${present} is set: give both or neither`);
}
