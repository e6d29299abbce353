import type { Viewer } from '../../kernel/viewer';

/** Acts where no person does: a timer, a package that is installed. Has no rights of its own. */
export const NOBODY: Viewer = {
  id: '',
  name: '',
  email: '',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  roles: [],
  departmentId: null,
  departmentPath: '',
  permissions: [],
};
