import { Connection } from '@temporalio/client';
import { withClient } from '../../../scripts/postgres/databases';
import { engine, testDatabase } from '../../support/services';

describe('test services', () => {
  it('gives every test file a database of its own that keeps Chinese text', async () => {
    const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
    try {
      await withClient(one.ownerUrl, (client) =>
        client.query(`CREATE TABLE only_here AS SELECT '议事会 𠮷' AS word`),
      );
      const read = await withClient(one.ownerUrl, (client) => client.query('SELECT word FROM only_here'));
      expect(read.rows).toEqual([{ word: '议事会 𠮷' }]);
      const other = await withClient(two.ownerUrl, (client) =>
        client.query(`SELECT to_regclass('only_here') AS there`),
      );
      expect(other.rows).toEqual([{ there: null }]);
    } finally {
      await Promise.all([one.drop(), two.drop()]);
    }
    await expect(withClient(one.ownerUrl, (client) => client.query('SELECT 1'))).rejects.toThrow(
      /does not exist/,
    );
  });

  it('has an engine with the namespace, its search attributes and virtual time', async () => {
    const { address, namespace } = engine();
    const connection = await Connection.connect({ address });
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      expect(Object.keys(customAttributes ?? {})).toEqual(
        expect.arrayContaining(['BanjieProgramme', 'BanjieStage', 'BanjieUrgency', 'BanjieNextDue']),
      );
      const { serverVersion } = await connection.workflowService.getSystemInfo({});
      expect(serverVersion).toMatch(/^1\.(3[2-9]|[4-9]\d)\./);
    } finally {
      await connection.close();
    }
  });
});
