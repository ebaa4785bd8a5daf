import type { Level } from '../../domain/roles';

/** One place of the demo tree; its path is made from the ids above it. */
export interface DemoOrganisation {
  id: string;
  parentId: string | null;
  name: string;
  level: Level;
}

type Tree = { id: string; name: string; level: Level; below?: Tree[] };

const community = (id: string, name: string, below: Tree[] = []): Tree => ({
  id,
  name,
  level: 'COMMUNITY',
  below,
});
const street = (id: string, name: string, below: Tree[]): Tree => ({ id, name, level: 'STREET', below });

/** Communities that the articles do not name are numbered. */
const numbered = (town: string, id: string, count: number): Tree[] =>
  Array.from({ length: count }, (_, i) => community(`${id}-${i + 1}`, `${town}第${'一二三四五六'[i]}社区`));

/** 张家港 as the main city with its towns and streets; one community or street of each other system. */
const TREES: readonly Tree[] = [
  {
    id: 'zjg',
    name: '张家港市',
    level: 'CITY',
    below: [
      street('zjg-jingkai', '杨舍镇（经开区）', [
        community('tanglian', '汤联社区'),
        ...numbered('杨舍镇', 'zjg-jingkai', 5),
      ]),
      street('zjg-daxin', '大新镇', [community('daxin', '大新社区'), ...numbered('大新镇', 'zjg-daxin', 3)]),
      street('zjg-jinfeng', '锦丰镇', numbered('锦丰镇', 'zjg-jinfeng', 4)),
      street('zjg-tangqiao', '塘桥镇', numbered('塘桥镇', 'zjg-tangqiao', 4)),
      street('zjg-leyu', '乐余镇', numbered('乐余镇', 'zjg-leyu', 3)),
      street('zjg-fenghuang', '凤凰镇', numbered('凤凰镇', 'zjg-fenghuang', 3)),
      street('zjg-nanfeng', '南丰镇', numbered('南丰镇', 'zjg-nanfeng', 3)),
      street('zjg-jingang', '金港街道', numbered('金港街道', 'zjg-jingang', 4)),
      street('zjg-housheng', '后塍街道', numbered('后塍街道', 'zjg-housheng', 3)),
      street('zjg-deji', '德积街道', numbered('德积街道', 'zjg-deji', 2)),
      street('zjg-changyinsha', '常阴沙现代农业示范园区', numbered('常阴沙', 'zjg-changyinsha', 1)),
    ],
  },
  {
    id: 'nc',
    name: '南昌市',
    level: 'CITY',
    below: [
      {
        id: 'nc-xihu',
        name: '西湖区',
        level: 'DISTRICT',
        below: [
          street('nc-nanpu', '南浦街道', [community('taoshatang', '淘沙塘社区')]),
          street('nc-guangrunmen', '广润门街道', numbered('广润门街道', 'nc-guangrunmen', 2)),
        ],
      },
    ],
  },
  {
    id: 'cc',
    name: '长春市',
    level: 'CITY',
    below: [
      {
        id: 'cc-gaoxin',
        name: '高新区',
        level: 'DISTRICT',
        below: [street('cc-shuangde', '双德街道', [community('yangguang', '阳光社区')])],
      },
      {
        id: 'cc-erdao',
        name: '二道区',
        level: 'DISTRICT',
        below: [
          street('cc-balipu', '八里堡街道', [
            community('yingjun', '英俊社区', [
              { id: 'yingjun-grid-1', name: '英俊社区第一网格', level: 'GRID' },
              { id: 'yingjun-property', name: '红色物业联盟', level: 'UNIT' },
            ]),
          ]),
        ],
      },
      {
        id: 'cc-nanguan',
        name: '南关区',
        level: 'DISTRICT',
        below: [
          street('cc-hongcheng', '鸿城街道', [
            community('dongfeng', '东风社区', [
              { id: 'dongfeng-grid-1', name: '东风社区第一网格', level: 'GRID' },
            ]),
          ]),
        ],
      },
    ],
  },
  {
    id: 'sz',
    name: '深圳市',
    level: 'CITY',
    below: [
      {
        id: 'sz-longgang',
        name: '龙岗区',
        level: 'DISTRICT',
        below: [street('sz-longcheng', '龙城街道', numbered('龙城街道', 'sz-longcheng', 2))],
      },
    ],
  },
  {
    id: 'nt',
    name: '南通市',
    level: 'CITY',
    below: [
      {
        id: 'nt-chongchuan',
        name: '崇川区',
        level: 'DISTRICT',
        below: [
          street('nt-hepingqiao', '和平桥街道', [
            community('beihaodongcun', '北濠东村社区', [
              { id: 'wanxiang-grid', name: '万象西园邻里', level: 'GRID' },
            ]),
          ]),
        ],
      },
    ],
  },
];

function flatten(tree: Tree, parentId: string | null): DemoOrganisation[] {
  const { id, name, level, below = [] } = tree;
  return [{ id, parentId, name, level }, ...below.flatMap((child) => flatten(child, id))];
}

/** Every organisation of the demo, parents before children. */
export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = TREES.flatMap((tree) => flatten(tree, null));

/** Path of ids from the root, e.g. /zjg/zjg-daxin/daxin/ . */
export function demoPath(id: string): string {
  const found = DEMO_ORGANISATIONS.find((o) => o.id === id);
  if (found === undefined) throw new Error(`no organisation ${id} in the demo`);
  return `${found.parentId === null ? '/' : demoPath(found.parentId)}${id}/`;
}
