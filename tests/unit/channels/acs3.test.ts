import { signed } from '../../../activities/channels/sms/acs3';

const PUBLISHED = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  action: 'RunInstances',
  version: '2014-05-26',
  query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  keyId: 'YourAccessKeyId',
  keySecret: 'YourAccessKeySecret',
  date: '2023-10-26T10:22:32Z',
  nonce: '3156853299f313e23d1673dc12e1703d',
};

describe("the gateway's signature", () => {
  it('is that of the example which Alibaba Cloud publishes', () => {
    const { query, headers } = signed(PUBLISHED);
    expect(query).toBe('ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai');
    expect(headers['authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
        'x-acs-signature-nonce;x-acs-version,' +
        'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('encodes as RFC 3986 says', () => {
    const { query } = signed({ ...PUBLISHED, query: { P: " a!*'()~", Sign: '办结' } });
    expect(query).toBe('P=%20a%21%2A%27%28%29~&Sign=%E5%8A%9E%E7%BB%93');
  });
});
