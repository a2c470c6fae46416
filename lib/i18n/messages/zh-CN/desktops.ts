import type { Translation } from '../../translation.ts'
import type { desktops as english } from '../en/desktops.ts'

export const desktops: Translation<typeof english> = {
  title: '云桌面',
  product: '套餐',
  user: '用户',
  users: '用户',
  pool: '桌面池',
  noUser: '未分配',
  search: '名称、ID、用户或地址',
  status: {
    running: '运行中',
    stopped: '已关机',
    hibernated: '已休眠',
    error: '错误',
    deleting: '删除中',
    gone: '已不存在',
    other: '状态 {status}',
  },
  empty: { title: '暂无云桌面', text: '云端列出云桌面后就会显示在这里。' },
  notEnabled: {
    title: '未开通云桌面服务',
    text: '云端返回该账号未使用云桌面服务，开通后云桌面会显示在这里。',
  },
  nothingFits: {
    title: '没有符合筛选条件的云桌面',
    text: '请移除筛选条件，或搜索其他名称、ID、用户或地址。',
  },
  facts: {
    title: '云桌面信息',
    id: '云桌面 ID',
    productId: '套餐 ID',
    size: '规格大小',
    package: '套餐类型',
    kind: '类型',
    kinds: { DEDICATED: '专享', POOLED: '池桌面', SHARED: '共享' },
    login: '登录状态',
    logins: { UNREGISTER: '未注册', REGISTERED: '就绪', CONNECTED: '使用中', DISCONNECTED: '已断开' },
    frozen: '已被云端冻结，通常因为到期或账号欠费。',
    maintenance: '维护中。',
    progress: '已完成 {progress}%',
  },
  billing: {
    title: '计费',
    mode: '计费模式',
    why: {
      prepaid: '变更规格或磁盘需要为该桌面下订单：有价格、需支付，且规格不能降低。',
      pay_per_use: '变更规格或磁盘会立即启动任务，不产生订单；此后按新价格按小时计费。',
      unknown: '云端未说明其计费模式，因此无法判断应使用哪种变更方式。',
    },
    contradiction: '套餐与订单显示的计费模式不一致，以套餐为准。',
    hourPackage: '属于时长套餐，不能变更规格。',
    inPool: '属于桌面池，规格与磁盘由桌面池决定。',
  },
}
