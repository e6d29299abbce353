-- Departments are few, a scan is as fast; and Prisma reads this operator class back as a drift.
DROP INDEX "department_path_idx";
