import type { catalogue as en } from '../en/health.ts';

export const catalogue = {
  'health.title': '健康状况',
  'health.hint': '此系统有何问题，以及如何处理。',
  'health.well': '一切正常',
  'health.well.hint': 'Belay 自我检查后没有需要处理的事。',
  'health.degraded': '有事需要留意',
  'health.ill': '有东西故障',
  'health.warning': '警告',
  'health.critical': '严重',
  'health.mend': '处理方式',
  'health.look': '重新检查',
  'health.checks': '检查项目',
  'health.check.database': '数据库',
  'health.check.events': '实时事件',
  'health.check.pages': '页面',
  'health.took': '{count} 毫秒',
  'health.version': '版本 {version}，自 {date} 起运行',
  'health.issue.database_away': 'Belay 无法连上数据库。',
  'health.issue.database_away.mend':
    '确认 PostgreSQL 正在运行且 BELAY_DATABASE_URL 正确；Belay 会自行恢复。',
  'health.issue.database_slow': '数据库花了 {milliseconds} 毫秒才响应空查询。',
  'health.issue.database_slow.mend': '看看数据库主机还在做什么，磁盘是否繁忙。',
  'health.issue.check_slow': '此检查未及时响应。',
  'health.issue.check_slow.mend': '看看主机或数据库是否过载。',
  'health.issue.check_failed': '此检查失败，其检查对象的状况不明。',
  'health.issue.check_failed.mend': '请查看日志中的错误；若持续出现请报告。',
  'health.issue.pages_not_built': '{prefixes} 下的页面尚未构建。',
  'health.issue.pages_not_built.mend':
    '运行 npm run build，或以 npm start 启动 Belay，会自动构建。',
  'health.issue.events_late': '实时事件延迟：屏幕可能显示稍早的状况。',
  'health.issue.events_late.mend': '看看是否有事务打开过久；若持续请重启 Belay。',
} satisfies Record<keyof typeof en, string>;
