"""The page Cierre: where a period stands, what it lacks, its steps and its sealed acts."""
