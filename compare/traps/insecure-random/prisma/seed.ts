import { faker } from '@faker-js/faker';

// fine: insecure-random — people who do not exist
export const users = Array.from({ length: 20 }, () => ({
  email: faker.internet.email(),
  age: Math.floor(Math.random() * 80),
}));
