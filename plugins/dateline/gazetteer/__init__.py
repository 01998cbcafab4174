"""Where towns lie: about 34,000 of them, from GeoNames (CC BY 4.0), in one compressed table. Nothing is asked of the network."""
