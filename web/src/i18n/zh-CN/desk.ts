export const texts = { page: '我的待办' } as const;
