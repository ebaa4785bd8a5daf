export const texts = {
  page: '登录',
  lead: '每个事项，都有期限；每个期限，都有人管。',
  name: '用户名',
  password: '密码',
  nameNeeded: '请填写用户名。',
  passwordNeeded: '请填写密码。',
  submit: '登录',
  or: '或',
  demo: '演示：选一个岗位进入',
  demoExplain: '数据都是虚构的，不需要密码；随时可以退出，换一个岗位再看。',
  forgotten: '忘记密码？请联系本单位的系统管理员重设。',
} as const;
